"""Forenames and surnames as they are usual in parts of the world, to be put together at will: nobody is meant by them.

Written down without a look at the lists of the library.
"""

from __future__ import annotations

import attrs


@attrs.frozen
class Region:
    """The names of a part of the world; "~" stands for a space within one."""

    men: str
    women: str
    families: str
    family_first: bool = False
    """Whether newspapers put the family's name first."""


REGIONS = {
    "Britain": Region(
        "Peter Simon Keith Graham Stuart Neil Trevor Gareth Colin Roger Dominic Harry Oliver Callum Alan Barry Jeremy Clive Derek Ian",
        "Susan Karen Helen Alison Gillian Pamela Tracey Emma Lucy Charlotte Sophie Hannah Janet Wendy Sheila Lesley Joanne Nicola Beth Heather",
        "Ashworth Barlow Claydon Dunstan Entwistle Fairburn Garside Hargreave Ibbotson Kershaw Lockwood Metcalf Naylor Oldroyd Pickering Rushworth"
        " Sedgwick Thackray Unsworth Wainwright Yardley Bramhall Crowther Dewhurst",
    ),
    "African American": Region(
        "DeShawn Tyrone Jamal Darnell Terrell Lamar Marquis Kareem Rasheed Tremaine Jermaine Malik Cedric Reginald DeAndre Antwan Leroy Tyrell Darius Cornell",
        "Lakisha Latoya Tamika Keisha Ebony Shanice Aaliyah Imani Tanisha Kenya Latonya Yolanda Nia Monique Shaniqua Tawanda Precious Deja Raven Jada",
        "Jefferson Booker Washington Banks Gaines Mosley Rivers Muhammad Broadnax Dorsey Fountain Gadson Hairston Ivory Jessup Pettway Randle Singletary"
        " Tolliver Underwood Vinson Whitfield Yancey Bolden",
    ),
    "Western Europe": Region(
        "Jürgen Wolfgang Dieter Pierre Jean-Marc Thierry Luca Giovanni Matteo Pieter Joost Lars Henrik Mikkel Antti Jari François Klaus Stefano Guillaume",
        "Ursula Heike Anneliese Françoise Sylvie Mireille Chiara Giulia Francesca Marijke Saskia Ingrid Astrid Kirsten Päivi Tuuli Geneviève Silke Ludovica Margaux",
        "Müller Hoffmann Schröder Lefèvre Dubois Moreau Rossi Bianchi Ferrari van~der~Berg de~Vries Janssen Lindqvist Sørensen Virtanen Mäkinen Becker Girard"
        " Conti Jørgensen Dupont Zimmermann Esposito Haugen",
    ),
    "Eastern Europe": Region(
        "Andrzej Krzysztof Zbigniew Vladimir Sergei Oleksandr Mykola Bogdan Radu Ionuț László Gábor Jiří Zdeněk Miroslav Goran Dragan Ivaylo Arvydas Toomas",
        "Małgorzata Agnieszka Katarzyna Svetlana Olga Yulia Oksana Iryna Ioana Roxana Katalin Ildikó Zuzana Jitka Snežana Gordana Jelena Desislava Rasa Kadri",
        "Kowalski Nowak Wójcik Ivanov Volkov Shevchenko Bondarenko Popescu Ionescu Horváth Kovács Novák Dvořák Jovanović Nikolić Dimitrov Georgiev"
        " Kazlauskas Tamm Zieliński Melnyk Moldovan Szűcs Babić",
    ),
    "Latin America and Iberia": Region(
        "José Luis Carlos Alejandro Jorge Javier Diego Rodrigo Santiago João Paulo Thiago Gustavo Hernán Ignacio Rafael Eduardo Fernando Mateo Emilio",
        "María Guadalupe Carmen Ximena Valentina Camila Rocío Pilar Lucía Fernanda Beatriz Luciana Gabriela Paola Consuelo Marisol Catalina Inés Soledad Graciela",
        "García Rodríguez Hernández López González Pérez Ramírez Flores Vargas dos~Santos Oliveira da~Silva Pereira Carvalho Mendoza Castillo Gutiérrez"
        " de~la~Cruz Ortega Quispe Rojas Salazar Espinoza Ferreira",
    ),
    "Arab countries, Turkey, Iran": Region(
        "Ahmed Mohammed Khaled Omar Youssef Hassan Tariq Samir Bassam Faisal Mehmet Emre Burak Serkan Reza Hossein Dariush Behrouz Karim Nabil",
        "Fatima Aisha Layla Nour Hanan Rania Zainab Samira Amal Huda Ayşe Zeynep Elif Gülşen Shirin Maryam Nasrin Parisa Yasmin Salma",
        "al-Masri al-Hashimi Haddad Khoury Mansour Abdallah Saleh Nasser Qasim Bakri Yılmaz Kaya Demir Çelik Özdemir Hosseini Karimi Rezaei Ahmadi"
        " Ben~Salem El~Amrani Jaber Tahiri Sabbagh",
    ),
    "West Africa": Region(
        "Chukwuemeka Oluwaseun Babatunde Ifeanyi Olumide Kwame Kofi Yaw Kwabena Mamadou Ousmane Ibrahima Moussa Cheikh Adewale Chinedu Sekou Kojo Emeka Segun",
        "Ngozi Chioma Folasade Adaeze Yetunde Abena Akosua Efua Ama Aminata Fatoumata Mariama Awa Ndeye Bukola Ifeoma Oumou Adjoa Titilayo Nneka",
        "Okafor Adeyemi Okonkwo Balogun Eze Nwosu Mensah Boateng Asante Owusu Diallo Traoré Keïta Ndiaye Sow Camara Ogunleye Abubakar Ouédraogo Konaté"
        " Amoah Bello Chukwu Sarr",
    ),
    "East and southern Africa": Region(
        "Kamau Otieno Kipchoge Wanyama Mwangi Tesfaye Abebe Haile Abdirahman Juma Thabo Sipho Mandla Tendai Tafadzwa Themba Lwazi Okello Mugisha Kagiso",
        "Wanjiku Achieng Nyambura Atieno Selamawit Tigist Hodan Amina Neema Nakato Thandiwe Nomvula Lindiwe Zanele Rudo Chipo Naledi Lerato Akello Ayanda",
        "Odhiambo Kariuki Mutua Njoroge Kiprono Bekele Girma Tadesse Warsame Mwinyi Nkosi Dlamini Zulu Khumalo Moyo Ndlovu Chikwanda Museveka Byaruhanga"
        " Mokoena Sithole Phiri Mbeki Ochieng",
    ),
    "South Asia": Region(
        "Rajesh Sanjay Vikram Arun Suresh Anil Deepak Ravi Manoj Ashok Imran Asif Bilal Farhan Tanvir Mahinda Nuwan Harpreet Venkatesh Bikram",
        "Priya Sunita Anjali Deepika Kavita Lakshmi Meena Nandini Pooja Shreya Ayesha Sadia Nusrat Farzana Shabnam Dilrukshi Chamari Gurpreet Padmavathi Sabita",
        "Sharma Patel Gupta Iyer Nair Reddy Banerjee Mukherjee Singh Chaudhry Khan Qureshi Malik Rahman Chowdhury Wickramasinghe Perera Thapa Gurung"
        " Krishnamurthy Desai Joshi Pillai Fernando",
    ),
    "China": Region(
        "Wei Jianguo Zhiqiang Xiaoming Haoran Guoliang Jianhua Zhenyu Bowen Chi-wai Ka-ming Guangming Yifan Dawei Weidong Zhigang",
        "Xiuying Meiling Yan Xiaoyan Lihua Yuqing Ying Fang Wing-sze Xinyi Jingjing Guilan Ruolan Meihua Shu-fen Hui Xiaohong Zihan",
        "Wang Zhang Chen Zhao Huang Xu Lin Hsieh Chan Cheung Wu Zhou Liu Yang Sun Guo Deng Tsai Luo Zheng Feng Xie",
        family_first=True,
    ),
    "Korea": Region(
        "Min-jun Seung-ho Jae-hyun Dong-hyuk Sung-min Kwang-soo Young-ho Joon-ho Tae-yang Sang-woo Hyun-woo Ki-tae Jin-woo Chul-soo Byung-hun Woo-jin",
        "Ji-woo Min-seo Soo-jin Hye-jin Eun-kyung Mi-kyung Young-ae Seo-yeon Ha-eun Yoo-jung Kyung-hee Sun-hee Da-hye Bo-ra Jung-ah Na-young",
        "Kim Lee Park Choi Jeong Kang Yoon Shin Cho Jang Lim Han Seo Kwon Hwang Ahn Song Bae Noh Ryu",
        family_first=True,
    ),
    "Japan": Region(
        "Hiroshi Kenji Takashi Daisuke Shinji Haruto Yuto Kazuo Makoto Satoshi Tetsuya Masahiro Ryota Koichi Yoshio Naoki Akira Isamu",
        "Yuki Haruka Akiko Tomoko Sachiko Keiko Yumiko Naoko Sakura Hina Ayaka Mariko Emi Noriko Chieko Misaki Rie Kaori",
        "Sato Suzuki Tanaka Watanabe Yamamoto Kobayashi Nakamura Matsumoto Ogawa Ito Kato Yoshida Inoue Shimizu Hayashi Mori Ishikawa Okada Fujita Endo Ueno Kudo",
    ),
    "South-East Asia": Region(
        "Budi Agus Bambang Joko Somchai Anupong Thanakorn Ahmad Azlan Hafiz Rodel Jejomar Aung Kyaw Zaw Sokha Vuthy Phuong Minh Dung",
        "Siti Dewi Ratna Wulandari Siriporn Malee Kanya Nurul Aishah Noraini Maricel Analyn Rosalinda Khin Thida Su Sreymom Lan Huong Thuy",
        "Santoso Wijaya Hidayat Kusuma Prasetyo Srisai Chaiyasit Rattanakosin Ismail Abdullah Yusof Bautista Macaraeg Dimaculangan Htun Maung Chea Sok Nguyen"
        " Tran Pham Suharto Panyarat Cayabyab",
    ),
}
